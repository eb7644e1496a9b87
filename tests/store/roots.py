"""Small folders of facts for tests: one sound record of most kinds, to be spoilt on purpose."""

import shutil
import textwrap
from pathlib import Path

from tests.conftest import DATA

SOUND = {
    "sources.yaml": """\
        - id: page-one
          title: A page
          publisher: A house
          url: https://example.org/one
          published: '2024-06-18'
          language: en
          kind: primary
        - id: page-two
          title: Another page
          publisher: A house
          url: https://example.org/two
          language: zh
          kind: secondary
        """,
    "regions.yaml": """\
        - id: world
          name: World
          name_zh: 世界
          level: world
        - id: china
          name: China
          name_zh: 中国
          level: nation
          parent: world
        - id: shenzhen
          name: Shenzhen
          name_zh: 深圳市
          level: city
          parent: china
          aliases: [SZ]
        """,
    "terms.yaml": """\
        - id: compute
          term: Computing power
          zh: 算力
          pinyin: suànlì
          aliases: [compute]
          category: concept
          definition: What computers can do.
          narrower: [voucher]
          sources: [page-one]
          confidence: high
        - id: rate
          term: Rate
          category: concept
          definition: A share of a cost.
          related: [voucher]
          sources: [page-two]
          confidence: high
        - id: voucher
          term: Computing voucher
          category: concept
          definition: A voucher for computing.
          broader: [compute]
          related: [rate]
          sources: [page-one]
          confidence: high
        """,
    "policies.yaml": """\
        - id: plan-one
          title: A plan
          issuer: State Council
          region: china
          issued: '2024-01-10'
          effective: '2024-01-01'
          expires: '2026'
          summary: A plan of ten points.
          sources: [page-one]
          confidence: high
        - id: plan-two
          title: The next plan
          issuer: State Council
          region: china
          issued: '2025'
          summary: The plan after it.
          sources: [page-one]
          confidence: high
        """,
    "incentives/shenzhen.yaml": """\
        - id: measure-one
          policy: plan-one
          region: shenzhen
          title: Vouchers for computing
          instrument: voucher
          sectors: [ai]
          beneficiaries: [enterprise]
          summary: Half of the rent is paid.
          rate_percent: 50
          rate_kind: ceiling
          rate_from: 20
          cost_base: compute-rental
          cap:
            amount: 10000000
            currency: CNY
            kind: ceiling
            from: 200000
          tiers:
            - when: large
              amount: 10000000
            - when: small
              amount: 200000
              rate_percent: 20
          valid_from: '2024-01'
          valid_until: '2026-06'
          sources: [page-one]
          confidence: high
        """,
    "figures.yaml": """\
        - id: figure-one
          title: Firms
          value: 10
          value_to: 12.5
          unit: firms
          period: 2024-01/2024-06
          region: china
          kind: measured
          summary: A count.
          sources: [page-one]
          confidence: high
        """,
    "events.yaml": """\
        - id: event-one
          date: '2024-06-18'
          title: Something happened
          category: plan
          region: china
          summary: It did.
          sources: [page-two]
          confidence: high
        """,
    "topics.yaml": """\
        - id: topic-one
          title: A topic
          order: 1
          summary: What it is.
          body: |
            A plan of ten points came on 10 January 2024. [plan-one,
            compute]

            Firms were 10 to 12.5; up to RMB 10 million is paid.
            [figure-one, measure-one]
          see: [compute]
          sources: [page-one]
        """,
    "withdrawn.yaml": """\
        - id: gone
          date: '2026-11-24'
          why: It was the same as another.
          now: rate
        """,
}
DATASET = """\
title: Facts for tests
version: '1'
checked: '2026-11-24'
covers_until: '2026-04'
constants:
  dollar_rates:
    - currency: CNY
      also: [RMB]
      per_dollar: '7.0'
      date: '2026-01-01'
      source: page-one
  standard_corporate_income_tax:
    rate_percent: 25
    source: page-one
  foreign_equality_law: plan-one
  presume_lapsed_after_years: 5
  trial_words: [试行, 暂行]
  passed_over: [what, is]
  kind_words: [industry]
  place_words: [city]
  not_held: {why: not covered, places: [{name: Elsewhere}]}
  ends_soon_days: 90
licence: CC-BY-4.0
first_release: '2026-11-24'
"""


def write(root: Path, files: dict[str, str]) -> Path:
    """A folder with these files."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8", newline="")
    return root


def bundle(tmp_path: Path, **change: tuple[str, str]) -> Path:
    """A sound folder named facts, with texts replaced: `terms=(old, new)` in terms.yaml, everywhere it stands."""
    root = write(tmp_path / "facts", SOUND | {"dataset.yaml": DATASET})
    shutil.copy(DATA / "vocabularies.yaml", root)
    for stem, (old, new) in change.items():
        path = next(path for path in root.rglob("*.yaml") if path.stem == stem)
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{path.name} holds no {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    return root


def pack(tmp_path: Path, files: dict[str, str], name: str = "mine") -> Path:
    """A fact pack with these files."""
    root = tmp_path / name
    root.mkdir(exist_ok=True)
    return write(root, files)


EXTRA_TERM = """\
- id: {id}
  term: {term}
  category: concept
  definition: A thing of my own.
  sources: [page-one]
  confidence: medium
"""
