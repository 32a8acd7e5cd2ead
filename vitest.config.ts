import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@oleate/source"] },
  ssr: { resolve: { conditions: ["@oleate/source"] } },
  test: { include: ["packages/*/src/**/*.test.ts", "tests/**/*.test.ts"], testTimeout: 60_000 },
});
