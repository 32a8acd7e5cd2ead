import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ["@oleate/source", "module", "browser", "development|production"] },
  worker: { format: "es" },
  build: { outDir: "dist", target: "es2022" },
  server: { proxy: { "/api": "http://localhost:4173" } },
});
