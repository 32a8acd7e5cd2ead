// Installs a Debian package that the tests need, where the script may; else names the command.
import { spawnSync } from "node:child_process";

/** True when `isHere()` holds, if need be after trying to install `name` with apt. */
export function ensurePackage(name, what, isHere) {
  if (isHere()) return true;
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const run = (...words) => {
    const [command, ...rest] = [...sudo, ...words];
    return (
      spawnSync(command, rest, {
        stdio: ["ignore", "inherit", "inherit"],
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      }).status === 0
    );
  };
  console.log(`${what} is not here; installing Debian's ${name} ...`);
  if (run("apt-get", "-o", "DPkg::Lock::Timeout=300", "update", "-qq")) {
    run("apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "-qq", name);
  }
  if (isHere()) return true;
  console.error(
    `${what} could not be installed here. Run this once, then try again:\n    sudo apt-get update && sudo apt-get install -y ${name}`,
  );
  return false;
}
