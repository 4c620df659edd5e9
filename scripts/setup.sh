#!/bin/sh
# The first step of every npm command: runs set-up on a Node that the project supports. A shell can replace itself
# (exec), which Node 20 cannot, so signals, the exit status and the death of npm reach the script directly.
#
#   sh scripts/setup.sh --for demo|start|test -- scripts/<name>.ts [arguments]
here=$(dirname "$0")
node=$(node "$here/setup/pick-node.mjs") && exec "$node" "$here/setup.mjs" "$@"
