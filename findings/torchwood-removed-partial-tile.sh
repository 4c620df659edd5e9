#!/usr/bin/env bash
# C2SP tlog-tiles lets a log delete a partial tile once its full tile is there; a client with an older checkpoint may then take
# the full one, which begins with the same hashes.
#
# Guess before the first run: the client of filippo.io/torchwood does that, and an older checkpoint stays usable.
# Seen: it asks for the partial tile alone and ends with status 404. A newer checkpoint is needed first.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > go.mod <<'MOD'
module finding

go 1.24.0

require (
	filippo.io/torchwood v0.6.1
	golang.org/x/mod v0.29.0
)
MOD
echo 'torchwood 0.6.1'

cat > main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/tlog"
)

type hashes []tlog.Hash

func (h hashes) ReadHashes(indexes []int64) (list []tlog.Hash, err error) {
	for _, i := range indexes {
		list = append(list, h[i])
	}
	return
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// Writes the tiles and entries of the growth from old to size.
func write(dir string, all hashes, old, size int64) {
	for _, tile := range tlog.NewTiles(8, old, size) {
		path := filepath.Join(dir, torchwood.TilePath(tile))
		os.MkdirAll(filepath.Dir(path), 0o777)
		os.WriteFile(path, must(tlog.ReadTileData(tile, all)), 0o666)
		if tile.L == 0 {
			tile.L = -1
			var data []byte
			for i := tile.N * 256; i < tile.N*256+int64(tile.W); i++ {
				data = must(torchwood.AppendTileEntry(data, []byte(fmt.Sprint("leaf ", i))))
			}
			path = filepath.Join(dir, torchwood.TilePath(tile))
			os.MkdirAll(filepath.Dir(path), 0o777)
			os.WriteFile(path, data, 0o666)
		}
	}
}

func main() {
	dir := must(os.MkdirTemp("", "log-"))
	defer os.RemoveAll(dir)
	var all hashes
	grow := func(from, to int64) {
		for i := from; i < to; i++ {
			all = append(all, must(tlog.StoredHashes(i, []byte(fmt.Sprint("leaf ", i)), all))...)
		}
		write(dir, all, from, to)
	}
	grow(0, 100)
	old := tlog.Tree{N: 100, Hash: must(tlog.TreeHash(100, all))}
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	client := must(torchwood.NewClient(must(torchwood.NewTileFetcher(server.URL + "/")), torchwood.WithCutEntry(
		func(tile []byte) ([]byte, tlog.Hash, []byte, error) {
			entry, rest, err := torchwood.ReadTileEntry(tile)
			return entry, tlog.RecordHash(entry), rest, err
		})))
	ask := func(when string) {
		_, _, err := client.Entry(context.Background(), old, 5)
		fmt.Println(when, err)
	}
	ask("partial tile there:")
	grow(100, 300)
	ask("full tile there too:")
	os.RemoveAll(filepath.Join(dir, "tile/0/000.p"))
	os.RemoveAll(filepath.Join(dir, "tile/entries/000.p"))
	ask("partial tile removed:")
}
GO
seen=$(GOFLAGS=-mod=mod go run . 2>/dev/null)
echo "$seen"
expected='partial tile there: <nil>
full tile there too: <nil>
partial tile removed: tlog: failed to read tile tile/8/data/000.p/100: tile/entries/000.p/100: unexpected status code 404'
[ "$seen" = "$expected" ] || { echo 'changed' >&2; exit 1; }
