import { type ReactNode, useEffect, useState } from "react";

const KEY = "oleate-theme";

/** Light, dark, or as the system has it; kept for the next visit. */
export function ThemeChoice(): ReactNode {
  const [theme, setTheme] = useState(() => localStorage.getItem(KEY) ?? "system");
  useEffect(() => {
    localStorage.setItem(KEY, theme);
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
