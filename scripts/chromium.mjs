// Finds a Chromium for the browser tests; installs Debian's where the script may, else names the command.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const CANDIDATES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** Path of a Chromium on this machine, or undefined. */
export const findChromium = () => CANDIDATES.find((path) => path && existsSync(path));

/** As findChromium, after trying to install it with apt. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
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
  console.log("Chromium is not here; installing Debian's for the browser tests ...");
  if (run("apt-get", "-o", "DPkg::Lock::Timeout=300", "update", "-qq")) {
    run("apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "-qq", "chromium");
  }
  const installed = findChromium();
  if (!installed) {
    console.error(
      "Chromium could not be installed here. Run this once, then try again:\n    sudo apt-get update && sudo apt-get install -y chromium",
    );
  }
  return installed;
}
