#!/usr/bin/env bash
# Runs the tests with every supported version of Python that this machine has: bash tools/pythons.sh [VERSION…]
# [-- ARGUMENTS OF PYTEST]. Each has an environment of its own, in which the built wheel with all that the tests need was
# installed; the tests run in the unpacked sdist.
#
# The versions are those that pyproject.toml names. An interpreter is looked for on the path, then among those of pyenv
# and of uv. A version that is not here, or for which a library has no wheel, is said and is no failure.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
wanted=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do wanted+=("$1"); shift; done
[ $# -gt 0 ] && shift
[ ${#wanted[@]} -gt 0 ] || mapfile -t wanted < <(sed -n 's/.*"Programming Language :: Python :: \(3\.[0-9]*\)".*/\1/p' pyproject.toml)
base=${PYTHON:-.venv/bin/python}

find_python() { # VERSION: prints the interpreter, the newest of its kind
  local found
  for found in "$(command -v "python$1")" \
    $(ls -d "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/python 2>/dev/null | sort -rV) \
    "$(uv python find --no-python-downloads --managed-python "$1" 2>/dev/null)"; do
    # a shim of pyenv may stand on the path for a version that it does not start
    [ -n "$found" ] && "$found" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" 2>/dev/null && echo "$found" && return
  done
  return 1
}

"$base" -m build --outdir "$folder/dist" . >"$folder/build.txt" 2>&1 || { cat "$folder/build.txt" >&2; exit 1; }
code=0
said=()
for version in "${wanted[@]}"; do
  python=$(find_python "$version") || { said+=("$version: no such Python on this machine, NOT TESTED"); continue; }
  full=$("$python" -c 'import platform; print(platform.python_version())')
  home="$folder/$version"
  mkdir "$home"
  tar -xzf "$folder"/dist/*.tar.gz -C "$home"
  [ -e ../shared ] && ln -s "$(cd ../shared && pwd -P)" "$home/shared"
  source=$(echo "$home"/dhr_qa-*)
  "$python" -m venv "$home/env"
  if ! "$home/env/bin/python" -m pip install --disable-pip-version-check --quiet --only-binary :all: \
    "$(echo "$folder"/dist/*.whl)[dev]" >"$home/pip.txt" 2>&1; then
    grep '^ERROR' "$home/pip.txt" >&2
    said+=("$full: a library has no wheel for it, NOT TESTED")
    continue
  fi
  echo "== $full"
  (cd "$source" && nice "$home/env/bin/python" -m pytest -p no:cacheprovider -q -n "${JOBS:-1}" --dist loadgroup "$@") | tee "$home/log.txt"
  [ "${PIPESTATUS[0]}" -eq 0 ] || code=1
  said+=("$full: $(tail -n 1 "$home/log.txt")")
  rm -rf "$home/env" "$source"
done
printf '%s\n' "" "${said[@]}"
exit "$code"
