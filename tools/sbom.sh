#!/usr/bin/env bash
# Writes a bill of materials (CycloneDX, JSON) of what requirements.lock installs: bash tools/sbom.sh [FILE] [PYTHON]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
file=${1:-dist/dhr-qa.cdx.json}
python=${2:-python3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$python" -m venv "$folder/tools"
"$folder/tools/bin/python" -m pip install --disable-pip-version-check --quiet cyclonedx-bom
mkdir -p "$(dirname "$file")"
PYTHONWARNINGS=ignore "$folder/tools/bin/cyclonedx-py" requirements requirements.lock --pyproject pyproject.toml --mc-type application \
  --output-reproducible --of JSON -o "$file"
"$python" - "$file" <<'PY'
import json
import sys
from pathlib import Path

parts = json.loads(Path(sys.argv[1]).read_text("utf-8"))["components"]
without = [part["name"] for part in parts if not part.get("version") or "sha256" not in json.dumps(part).lower().replace("-", "")]
assert parts and not without, without
print(f"{sys.argv[1]}: {len(parts)} libraries, each with its version and hashes")
PY
