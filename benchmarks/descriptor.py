"""What tests/made/descriptor.py finds out, for every case, in a table."""

from __future__ import annotations

from made.descriptor import main

if __name__ == "__main__":
    main()
