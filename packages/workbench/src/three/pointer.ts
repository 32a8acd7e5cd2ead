/** Pixels a pointer may move between down and up and still be a click. */
const STILL = 5;

/** What the pointer does that is not turning: a click, in device coordinates from -1 to 1; the loss of the graphics device. */
export interface PointerEvents {
  readonly onClick: (x: number, y: number) => void;
  readonly onLost: () => void;
}

/**
 * Listens for clicks on a canvas, and lets the wheel and a finger scroll the page: the wheel reaches later listeners only once
 * the picture was pressed, until the pointer leaves. To be called before the controls that zoom. Returns what ends it.
 */
export function listenToPointer(canvas: HTMLCanvasElement, { onClick, onLost }: PointerEvents): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let held = false;
  let down: readonly [number, number] = [0, 0];
  canvas.title = "Drag to turn, right button to shift, click and then scroll to zoom";
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!held && !event.ctrlKey && !event.metaKey) event.stopImmediatePropagation();
    },
    { signal, passive: true },
  );
  canvas.addEventListener(
    "pointerdown",
    (event) => {
      held = true;
      down = [event.clientX, event.clientY];
    },
    { signal },
  );
  canvas.addEventListener(
    "pointerup",
    (event) => {
      const way = Math.hypot(event.clientX - down[0], event.clientY - down[1]);
      if (event.button !== 0 || way > STILL) return;
      const frame = canvas.getBoundingClientRect();
      onClick(
        (2 * (event.clientX - frame.left)) / frame.width - 1,
        1 - (2 * (event.clientY - frame.top)) / frame.height,
      );
    },
    { signal },
  );
  canvas.addEventListener(
    "pointerleave",
    () => {
      held = false;
    },
    { signal },
  );
  canvas.addEventListener(
    "webglcontextlost",
    (event) => {
      event.preventDefault();
      onLost();
    },
    { signal },
  );
  return () => listening.abort();
}
