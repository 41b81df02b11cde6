"""The public, versioned JSON contract. Translates between HTTP and the packages below; decides nothing."""
