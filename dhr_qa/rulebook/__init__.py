"""The rulebook: rules as data, loaded with positions, validated, compiled, and their examples."""
