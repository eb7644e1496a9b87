"""`nqpf` and `python -m nqpf_cli`."""


def main() -> None:
    """Run the program."""
    from nqpf_cli.cli.app import run

    run()


if __name__ == "__main__":
    main()
