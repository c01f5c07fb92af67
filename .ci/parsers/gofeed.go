// Prints what gofeed reads of each file that is named, one JSON object a line.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/mmcdole/gofeed"
)

func main() {
	for _, path := range os.Args[1:] {
		line, err := read(path)
		if err != nil {
			line, _ = json.Marshal(map[string]string{"error": err.Error()})
		}
		fmt.Println(string(line))
	}
}

func read(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	feed, err := gofeed.NewParser().Parse(file)
	if err != nil {
		return nil, err
	}
	return json.Marshal(feed)
}
