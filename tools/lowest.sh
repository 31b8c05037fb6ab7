#!/usr/bin/env bash
# Checks the draft in examples/ with the lowest versions that pyproject.toml permits of every direct dependency, and
# compares what is found with the newest versions: bash tools/lowest.sh [PYTHON]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=${1:-python3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
report=examples/draft/overview-report-draft.docx
pip="-m pip --disable-pip-version-check --quiet"

"$python" -m venv "$folder/tools"
"$folder/tools/bin/python" $pip install uv
UV_CACHE_DIR="$folder/cache" "$folder/tools/bin/uv" pip compile --quiet --no-header --no-annotate \
  --resolution lowest-direct --python "$python" pyproject.toml -o "$folder/lowest.txt" >/dev/null
cat "$folder/lowest.txt"

for kind in lowest newest; do
  "$python" -m venv "$folder/$kind"
  [ "$kind" = lowest ] && "$folder/$kind/bin/python" $pip install -r "$folder/lowest.txt"
  "$folder/$kind/bin/python" $pip install .
  code=0
  "$folder/$kind/bin/dhr-qa" check "$report" --as-of 2026-11-22 --format json -o "$folder/$kind.json" || code=$?
  [ "$code" -eq 1 ] || { echo "$kind: expected exit code 1, got $code" >&2; exit 1; }
  "$folder/$kind/bin/dhr-qa" check "$report" --format html -o "$folder/$kind.html" || [ $? -eq 1 ]
  "$folder/$kind/bin/dhr-qa" --version
done
cmp "$folder/lowest.json" "$folder/newest.json"
echo "The lowest and the newest versions find the same."
