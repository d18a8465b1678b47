"""kg: knowledge graphs from Chinese regional news and government text, every statement with its sentence."""
