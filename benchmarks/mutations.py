"""What tests/made/mutations.py finds out, for every case, in a table."""

from __future__ import annotations

from made.mutations import main

if __name__ == "__main__":
    main()
