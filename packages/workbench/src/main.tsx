import { reportStyle } from "@oleate/report";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./style.css";

// Tables and text look as in the report: the page adds its own layout only.
const shared = document.createElement("style");
shared.textContent = reportStyle;
document.head.prepend(shared);

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
