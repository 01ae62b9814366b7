"""Run the command `maturity` as `python -m maturity_app`."""

from maturity_app.cli import main

if __name__ == "__main__":
    main()
