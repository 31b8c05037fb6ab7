#!/usr/bin/env bash
# Makes requirements.lock anew from pyproject.toml: bash tools/lock.sh [--upgrade]
# or checks it: bash tools/lock.sh --check [PYTHON]. Versions in it that still fit are kept, unless --upgrade is given.
#
# The check installs what stands in it, hashes and all, in a new environment, and checks the draft in examples/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mode=${1:-}
python=${2:-python3}
pip="-m pip --disable-pip-version-check --quiet"

"$python" -m venv "$folder/tools"
"$folder/tools/bin/python" $pip install uv
cp requirements.lock "$folder/new.lock"
more=()
[ "$mode" = --upgrade ] && more=(--upgrade)
UV_CACHE_DIR="$folder/cache" "$folder/tools/bin/uv" pip compile --quiet --no-header --universal --generate-hashes \
  --python-version 3.11 "${more[@]}" pyproject.toml -o "$folder/new.lock" >/dev/null
if [ "$mode" != --check ]; then
  cp "$folder/new.lock" requirements.lock
  exit
fi
diff requirements.lock "$folder/new.lock" || { echo "requirements.lock is not what pyproject.toml asks for: bash tools/lock.sh" >&2; exit 1; }
"$python" -m venv "$folder/env"
"$folder/env/bin/python" $pip install --require-hashes -r requirements.lock
"$folder/env/bin/python" $pip install --no-deps .
"$folder/env/bin/python" -m pip check
code=0
"$folder/env/bin/dhr-qa" check examples/draft/overview-report-draft.docx --format json -o "$folder/found.json" || code=$?
[ "$code" -eq 1 ] || { echo "expected exit code 1, got $code" >&2; exit 1; }
echo "requirements.lock is as pyproject.toml asks, installs with its hashes, and what it installs works."
