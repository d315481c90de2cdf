"""The part of Qdrant's REST interface that the platform uses, over the embedded segment engine."""
