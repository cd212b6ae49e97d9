package store

import (
	"encoding/json"
	"fmt"
	"os"
)

type Note struct {
	Name string
	Text string
}

func Load(path string) ([]Note, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var notes []Note
	if err := json.Unmarshal(data, &notes); err != nil {
		return nil, err
	}
	return notes, nil
}

func Save(path string, notes []Note) error {
	data, err := json.Marshal(notes)
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

func (n Note) String() string {
	return fmt.Sprintf("%s: %s", n.Name, n.Text)
}
