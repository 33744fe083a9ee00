"""What a store wants to know about its clients beyond what everybody asks: definitions, and the values clients have."""
