import { type ReactNode, useEffect, useState } from "react";
import { Tabs } from "./tabs.tsx";

/** A tab of a page. */
export interface PageTab {
  readonly name: string;
  /** Its part of the address, behind that of the page; "" for the tab the page opens with. */
  readonly path: string;
  /** The panel, told whether it is looked at: what it does not show it need not compute. */
  readonly panel: (shown: boolean) => ReactNode;
}

/** A page of tabs, each with an address that can be linked to and gone back to; one that names no tab shows the first. */
export function TabbedPage({
  path,
  title,
  label,
  className,
  tabs,
}: {
  /** Address of the page in the workbench, as in `rooms.ts`. */
  readonly path: string;
  readonly title: string;
  /** What the tabs differ in, for those who hear them. */
  readonly label: string;
  readonly className: string;
  readonly tabs: readonly PageTab[];
}): ReactNode {
  const addressOf = (tab: PageTab): string => `#/${path}${tab.path === "" ? "" : `/${tab.path}`}`;
  const [address, setAddress] = useState(location.hash);
  useEffect(() => {
    document.title = `${title}: Oleate`;
    const follow = (): void => {
      if (location.hash.startsWith(`#/${path}`)) setAddress(location.hash);
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [path, title]);
  const shown = tabs.find((tab) => addressOf(tab) === address.replace(/\/$/u, "")) ?? tabs[0]!;
  return (
    <div className={`dot-page data-page ${className}`}>
      <h1>{title}</h1>
      <Tabs
        label={label}
        names={tabs.map(({ name }) => name)}
        shown={shown.name}
        show={(name) => {
          const next = addressOf(tabs.find((tab) => tab.name === name)!);
          setAddress(next);
          location.hash = next;
        }}
        panels={Object.fromEntries(tabs.map((tab) => [tab.name, tab.panel(tab === shown)]))}
      />
    </div>
  );
}
