"""Is this package what it says? One engine for the build and for anybody's copy."""
