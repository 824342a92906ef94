//! The vault over a keyring that does what the test says: locked, hanging, forgetful, small.
