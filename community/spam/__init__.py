"""How spam is told from what people say: pure, no framework, no network, no third party."""
