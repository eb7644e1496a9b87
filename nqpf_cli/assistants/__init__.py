"""The same questions for assistants: `nqpf-mcp` answers them over the Model Context Protocol (docs/assistants.md)."""
