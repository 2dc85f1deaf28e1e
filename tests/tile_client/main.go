// Command tile_client reads an exported log with the packages that the Go project reads its own
// module log with, and believes nothing but the verifier key.
//
//	tile_client FOLDER VERIFIER_KEY
//
// It opens the checkpoint, computes the root from the tiles, checks entries against their bundles
// and proofs, and checks that the log grew from smaller sizes. The last line is "ok".
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight  = 8
	bundleWidth = 1 << tileHeight
)

// folder is an exported log. It is a tlog.TileReader.
type folder struct{ root string }

// path is where a tile lies: the Go project names the height in its paths, C2SP does not.
func (f folder) path(tile tlog.Tile) string {
	name := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight), "tile/", 1)
	name = strings.Replace(name, "tile/data/", "tile/entries/", 1)
	return filepath.Join(f.root, filepath.FromSlash(name))
}

func (f folder) Height() int                         { return tileHeight }
func (f folder) SaveTiles(_ []tlog.Tile, _ [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(f.path(tile))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// entry reads one entry out of its bundle.
func (f folder) entry(index, size int64) ([]byte, error) {
	bundle := tlog.Tile{H: tileHeight, L: -1, N: index / bundleWidth, W: bundleWidth}
	if rest := size - bundle.N*bundleWidth; rest < bundleWidth {
		bundle.W = int(rest)
	}
	data, err := os.ReadFile(f.path(bundle))
	if err != nil {
		return nil, err
	}
	for at := int64(0); ; at++ {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return nil, fmt.Errorf("bundle %d is cut short", bundle.N)
		}
		length := 2 + int(binary.BigEndian.Uint16(data))
		if at == index%bundleWidth {
			return data[2:length], nil
		}
		data = data[length:]
	}
}

// openCheckpoint gives the tree that the key has signed for.
func (f folder) openCheckpoint(key string) (tlog.Tree, error) {
	var tree tlog.Tree
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return tree, err
	}
	signed, err := os.ReadFile(filepath.Join(f.root, "checkpoint"))
	if err != nil {
		return tree, err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tree, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tree, fmt.Errorf("the checkpoint is not of %s", verifier.Name())
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return tree, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tree, fmt.Errorf("the root is not a hash")
	}
	copy(tree.Hash[:], root)
	return tree, nil
}

// samples picks indexes below size, all borders of tiles near both ends among them.
func samples(size int64) []int64 {
	picked := []int64{}
	step := size/100 + 1
	for index := int64(0); index < size; index += step {
		picked = append(picked, index)
	}
	for _, index := range []int64{1, 254, 255, 256, 257, 65535, 65536, size - 257, size - 2, size - 1} {
		if index >= 0 && index < size {
			picked = append(picked, index)
		}
	}
	return picked
}

func (f folder) checkEntry(index int64, tree tlog.Tree, hashes tlog.HashReader) error {
	entry, err := f.entry(index, tree.N)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveRecord(tree.N, index, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry))
}

func checkGrowth(older int64, tree tlog.Tree, hashes tlog.HashReader) error {
	root, err := tlog.TreeHash(older, hashes)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveTree(tree.N, older, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, older, root)
}

func check(root, key string) error {
	log := folder{root}
	tree, err := log.openCheckpoint(key)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	hashes := tlog.TileHashReader(tree, log)
	computed, err := tlog.TreeHash(tree.N, hashes)
	if err != nil {
		return fmt.Errorf("root: %w", err)
	}
	if computed != tree.Hash {
		return fmt.Errorf("root: the tiles make %v, the checkpoint says %v", computed, tree.Hash)
	}
	picked := samples(tree.N)
	for _, index := range picked {
		if err := log.checkEntry(index, tree, hashes); err != nil {
			return fmt.Errorf("entry %d: %w", index, err)
		}
		if err := checkGrowth(index+1, tree, hashes); err != nil {
			return fmt.Errorf("growth from %d: %w", index+1, err)
		}
	}
	fmt.Printf("%d entries, %d of them checked\nok\n", tree.N, len(picked))
	return nil
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: tile_client FOLDER VERIFIER_KEY")
		os.Exit(2)
	}
	if err := check(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
