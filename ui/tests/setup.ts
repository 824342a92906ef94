/** Before each file of tests. */
