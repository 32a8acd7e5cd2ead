import { reportStyle } from "@oleate/report";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./style.css";
import "./structure.css";
import "./interface.css";
import "./data-page.css";

// Tables and text look as in the report: the page adds its own layout only.
const shared = document.createElement("style");
shared.textContent = reportStyle;
document.head.prepend(shared);

/** A fault that no part of the page caught leaves its message, never a blank page. */
function showFault(error: unknown): void {
  const message = document.createElement("p");
  message.className = "problem fault";
  message.setAttribute("role", "alert");
  message.textContent = `The page met a fault and stopped: ${error instanceof Error ? error.message : String(error)}. Reload to begin again.`;
  document.body.append(message);
}

createRoot(document.getElementById("root")!, { onUncaughtError: showFault }).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
