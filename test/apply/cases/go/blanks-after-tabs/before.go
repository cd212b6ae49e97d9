func run() error {
	if err := open(); err != nil {
		return err
	}
	return nil
}
