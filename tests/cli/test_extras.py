"""What an optional extra brings: without it, a line that says what to install, and nothing else."""

import pytest

from nqpf_cli.formats import optional
from nqpf_cli.model.errors import NoExtra


def test_a_library_that_is_not_installed_says_how_to_have_it() -> None:
    with pytest.raises(NoExtra) as found:
        optional("no_such_library", "parquet")
    assert str(found.value).endswith('pip install "nqpf[parquet]"')
    assert found.value.code == 2
    assert optional("json", "parquet").dumps(1) == "1"
