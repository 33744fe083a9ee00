"""All orders of the store, narrowed by what they are and by the money that came for them."""
