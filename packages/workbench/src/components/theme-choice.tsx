import { type ReactNode, useLayoutEffect, useState } from "react";

const KEY = "oleate-theme";

function storedTheme(): string {
  try {
    return localStorage.getItem(KEY) ?? "system";
  } catch {
    return "system";
  }
}

/** Light, dark, or as the system has it; kept for the next visit where the browser allows it. */
export function ThemeChoice(): ReactNode {
  const [theme, setTheme] = useState(storedTheme);
  // Before the first paint, so that a chosen theme does not flash the other one.
  useLayoutEffect(() => {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Storage may be refused; the choice then lasts for this visit.
    }
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  return (
    <label className="theme">
      Theme{" "}
      <select value={theme} onChange={(event) => setTheme(event.target.value)}>
        <option value="system">system</option>
        <option value="light">light</option>
        <option value="dark">dark</option>
      </select>
    </label>
  );
}
