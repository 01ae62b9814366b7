"""`python -m maturity_app` is the command `maturity`."""

from maturity_app.cli import main

if __name__ == "__main__":
    main()
