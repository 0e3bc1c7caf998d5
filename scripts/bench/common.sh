# shellcheck shell=bash
# What the benches share, to be sourced: builds what is missing and says where it lies. Leaves `root`,
# `launch` (its file jvm.flags opens Java to Spark) and `class_path` of the benches' classes.
# shellcheck disable=SC2034 # used where this is sourced

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
launch=$root/jobs/target/launch

"$root/scripts/aurum" --version >/dev/null # builds what is missing
(cd "$root" && mvn -B -q -pl common test-compile) >&2
IFS=: read -r -a jars <<<"$(<"$launch/spark-jars.list")"
class_path=$root/common/target/test-classes:$root/jobs/target/aurum.jar
for jar in "${jars[@]}"; do
  case $jar in /*) class_path+=:$jar ;; *) class_path+=:$root/jobs/target/$jar ;; esac
done

# Prints the class path of MLlib, which is no part of Aurum.
mllib() { libraries -f "$root/scripts/bench/mllib/pom.xml"; }

# Prints the class path of the libraries of a module, as options of Maven name it.
libraries() {
  local list
  list=$(mktemp)
  mvn -B -q "$@" dependency:build-classpath -Dmdep.outputFile="$list" >&2
  cat "$list"
  rm -f "$list"
}
