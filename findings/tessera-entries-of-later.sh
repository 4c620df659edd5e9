#!/usr/bin/env bash
# A log may delete a partial tile and its bundle of entries once the full ones are there. A client of an older checkpoint asks for
# entry bundle 1 of a log of 257 entries, which then has one entry of its tree.
#
# Guess before the first run: the client of transparency-dev/tessera takes the full tile and the full bundle, and cuts both.
# Seen: so for tiles: its proofs hold. But GetEntryBundle gives all 256 entries, 255 of which no checkpoint that it was given covers;
# while the partial bundle is there, it gives one. So our readers cut by the size.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > go.mod <<'MOD'
module finding

go 1.25.0

require (
	github.com/transparency-dev/tessera v1.0.2
	golang.org/x/mod v0.37.0
)
MOD
echo 'tessera 1.0.2'

cat > main.go <<'GO'
package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/client"
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

func leaf(i int64) []byte { return []byte(fmt.Sprint("leaf ", i)) }

func store(path string, data []byte) {
	os.MkdirAll(filepath.Dir(path), 0o777)
	os.WriteFile(path, data, 0o666)
}

// Writes the tiles and entries of the growth from old to size, by the paths of C2SP tlog-tiles.
func write(dir string, all hashes, old, size int64) {
	for _, tile := range tlog.NewTiles(8, old, size) {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		store(filepath.Join(dir, path), must(tlog.ReadTileData(tile, all)))
		if tile.L == 0 {
			var data []byte
			for i := tile.N * 256; i < tile.N*256+int64(tile.W); i++ {
				data = append(binary.BigEndian.AppendUint16(data, uint16(len(leaf(i)))), leaf(i)...)
			}
			store(filepath.Join(dir, strings.Replace(path, "tile/0/", "tile/entries/", 1)), data)
		}
	}
}

func main() {
	ctx := context.Background()
	dir := must(os.MkdirTemp("", "log-"))
	defer os.RemoveAll(dir)
	var all hashes
	grow := func(from, to int64) {
		for i := from; i < to; i++ {
			all = append(all, must(tlog.StoredHashes(i, leaf(i), all))...)
		}
		write(dir, all, from, to)
	}
	grow(0, 257)
	root := must(tlog.TreeHash(257, all))
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	fetcher := must(client.NewHTTPFetcher(must(url.Parse(server.URL+"/")), nil))
	ask := func(when string) {
		bundle := must(client.GetEntryBundle(ctx, fetcher.ReadEntryBundle, 1, 257))
		builder := must(client.NewProofBuilder(ctx, 257, fetcher.ReadTile))
		hasher := rfc6962.DefaultHasher
		err := proof.VerifyInclusion(hasher, 256, 257, hasher.HashLeaf(leaf(256)), must(builder.InclusionProof(ctx, 256)), root[:])
		fmt.Println(when, "entries", len(bundle.Entries), "proof", err)
	}
	ask("partial bundle there:")
	grow(257, 600)
	os.RemoveAll(filepath.Join(dir, "tile/0/001.p"))
	os.RemoveAll(filepath.Join(dir, "tile/entries/001.p"))
	ask("partial bundle removed:")
}
GO
seen=$(GOFLAGS=-mod=mod go run . 2>log) || { cat log >&2; exit 1; }
echo "$seen"
expected='partial bundle there: entries 1 proof <nil>
partial bundle removed: entries 256 proof <nil>'
[ "$seen" = "$expected" ] || { echo 'changed' >&2; exit 1; }
