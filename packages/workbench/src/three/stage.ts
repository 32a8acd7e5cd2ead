import { Color, Scene, Vector3, WebGLRenderer } from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import { createCamera, fittingDistance, standAt, standOver, walkAround } from "./camera.ts";
import { createFacets, type FacetPolygon } from "./facets.ts";
import { sharedUniforms } from "./light.ts";
import { pickSphere } from "./pick.ts";
import { listenToPointer } from "./pointer.ts";
import { createRing } from "./ring.ts";
import { createSpheres } from "./spheres.ts";
import { createSticks, type StickList } from "./sticks.ts";

/** What is shown of the atoms: radii in Angstrom (0 hides), colours as bytes, sticks, faces. */
export interface Look {
  readonly radii: Float32Array;
  readonly colours: Uint8Array;
  readonly sticks: StickList;
  readonly polygons: readonly FacetPolygon[];
}

/** Colours of the page the picture lies on, "#rrggbb". */
export interface PageColours {
  readonly ink: string;
  readonly paper: string;
}

/** A picture of atoms on a canvas; it is drawn anew only when something changes. */
export interface Stage {
  /** New atoms; `reach` is the distance of the farthest that should fit, Angstrom. */
  place(xyz: Float32Array, reach: number): void;
  /** Another distance of the farthest atom, when ligands come or go; the share of the picture the dot fills stays. */
  reach(far: number): void;
  look(look: Look): void;
  colours(page: PageColours): void;
  /** Rings an atom, or none. */
  mark(atom: number): void;
  /** Turns the dot so that an atom faces the eye. */
  turnTo(atom: number): void;
  turn(right: number, up: number): void;
  /** Goes nearer (below 1) or farther (above 1). */
  step(factor: number): void;
  fit(): void;
  /** The current view as PNG at twice its size on the page, without the ring. */
  picture(): Promise<Blob>;
  dispose(): void;
}

/** What the stage tells the page. */
export interface StageEvents {
  /** An atom was clicked, or -1 beside all atoms. */
  readonly onPick: (atom: number) => void;
  /** Pixels of the page that one nm at the centre of the dot takes. */
  readonly onScale: (pixelsPerNm: number) => void;
  readonly onLost: () => void;
}

/** A drawing slower than this (ms) is not drawn at twice the page's resolution while it moves. */
const SLOW = 90;
/** Quiet (ms) after which a slow machine draws the resting view finely too, if that costs no more than `STILL_COST`. */
const REST = 400;
const STILL_COST = 400;
/** Pixels drawn for each of the page's, along one side. */
const FINE = 2;

/** Whether this browser can draw in three dimensions. */
export function canDraw(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

/** A stage on `canvas`, which fills its parent. */
export function createStage(canvas: HTMLCanvasElement, events: StageEvents): Stage {
  const renderer = new WebGLRenderer({ canvas, alpha: true, antialias: false, preserveDrawingBuffer: true });
  renderer.setClearColor(0x000000, 0);
  const scene = new Scene();
  const camera = createCamera();
  const uniforms = sharedUniforms();
  const spheres = createSpheres(uniforms);
  const sticks = createSticks(uniforms);
  const facets = createFacets();
  const ring = createRing();
  scene.add(spheres.mesh, sticks.mesh, facets.group, ring.mesh);
  const deaf = listenToPointer(canvas, {
    onClick: (x, y) => {
      const ray = new Vector3(x, y, 0.5).unproject(camera).sub(camera.position).normalize();
      events.onPick(pickSphere(xyz, radii, camera.position.toArray(), ray.toArray()));
    },
    onLost: events.onLost,
  });
  const controls = new OrbitControls(camera, canvas);
  controls.enableDamping = false;
  // A finger that moves up or down scrolls the page; sideways it turns the dot, and two fingers zoom.
  canvas.style.touchAction = "pan-y";
  let xyz = new Float32Array(0);
  let radii = new Float32Array(0);
  let reach = 20;
  let ink = "#000000";
  let marked = -1;
  let timing = true;
  let slow = false;
  let cost = 0;
  let waiting = 0;
  let resting = 0;

  const box = canvas.parentElement!;
  const sized = (pixelRatio: number): void => {
    renderer.setPixelRatio(pixelRatio);
    renderer.setSize(box.clientWidth, box.clientHeight, false);
  };
  const resize = (): void => {
    const { clientWidth: width, clientHeight: height } = box;
    if (width === 0 || height === 0) return;
    const ratio = camera.position.distanceTo(controls.target) / fittingDistance(camera, reach);
    camera.aspect = width / height;
    sized(slow ? 1 : FINE);
    standAt(camera, controls.target, ratio * fittingDistance(camera, reach));
    ask();
  };
  const aim = (): void => {
    const distance = camera.position.length();
    camera.near = Math.max(0.5, distance - 1.3 * reach);
    camera.far = distance + 1.3 * reach;
    camera.updateProjectionMatrix();
    uniforms.veilFrom.value = distance - 0.35 * reach;
    uniforms.veilTo.value = distance + 1.05 * reach;
    const deep = camera.position.distanceTo(controls.target);
    events.onScale((10 * box.clientHeight) / (2 * deep * Math.tan((camera.fov * Math.PI) / 360)));
  };
  const drawFinely = (): void => {
    sized(FINE);
    aim();
    renderer.render(scene, camera);
  };
  const draw = (): void => {
    waiting = 0;
    clearTimeout(resting);
    if (slow && renderer.getPixelRatio() !== 1) sized(1);
    aim();
    const begun = performance.now();
    renderer.render(scene, camera);
    if (timing) time(begun);
    if (slow && cost < STILL_COST) resting = window.setTimeout(drawFinely, REST);
  };
  const time = (begun: number): void => {
    timing = false;
    // Reading one pixel waits for the drawing to end: once for each structure, to know how fast this machine is.
    const gl = renderer.getContext();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    const was = slow;
    cost = performance.now() - begun;
    slow = slow ? cost > SLOW / 4 : cost > SLOW;
    if (slow !== was) resize();
  };
  const ask = (): void => {
    waiting ||= requestAnimationFrame(draw);
  };
  controls.addEventListener("change", ask);
  const watcher = new ResizeObserver(resize);
  watcher.observe(box);

  const pointOf = (atom: number): [number, number, number] => [
    xyz[3 * atom]!,
    xyz[3 * atom + 1]!,
    xyz[3 * atom + 2]!,
  ];
  const refit = (far: number, whole: boolean): void => {
    const ratio = camera.position.distanceTo(controls.target) / fittingDistance(camera, reach);
    reach = Math.max(far, 2);
    standAt(camera, controls.target, (whole ? 1 : ratio) * fittingDistance(camera, reach));
  };
  const ringIt = (): void => {
    const seen = marked >= 0 && marked < radii.length;
    ring.around(seen ? pointOf(marked) : null, seen ? Math.max(radii[marked]!, 0.6) : 1);
    ask();
  };

  return {
    place(points, far) {
      const first = xyz.length === 0;
      xyz = new Float32Array(points);
      spheres.place(xyz);
      refit(far, first);
      marked = -1;
      timing = true;
      ringIt();
    },
    reach(far) {
      refit(far, false);
      ask();
    },
    look(look) {
      radii = new Float32Array(look.radii);
      spheres.look(radii, look.colours);
      sticks.set(look.sticks);
      facets.set(look.polygons, ink);
      ringIt();
    },
    colours(page) {
      ink = page.ink;
      const paper = new Color(page.paper).convertLinearToSRGB();
      uniforms.paper.value.copy(paper);
      ring.ink(page.ink, page.paper);
      ask();
    },
    mark(atom) {
      marked = atom;
      ringIt();
    },
    turnTo(atom) {
      standOver(camera, controls, new Vector3(...pointOf(atom)));
      controls.update();
      ask();
    },
    turn(right, up) {
      walkAround(camera, controls, right, up);
      controls.update();
      ask();
    },
    step(factor) {
      standAt(camera, controls.target, factor * camera.position.distanceTo(controls.target));
      controls.update();
      ask();
    },
    fit() {
      controls.target.set(0, 0, 0);
      standAt(camera, controls.target, fittingDistance(camera, reach));
      controls.update();
      ask();
    },
    async picture() {
      const seen = ring.mesh.visible;
      clearTimeout(resting);
      const most = renderer.capabilities.maxTextureSize / Math.max(box.clientWidth, box.clientHeight);
      sized(Math.min(most, FINE * Math.max(1, devicePixelRatio)));
      ring.mesh.visible = false;
      aim();
      renderer.render(scene, camera);
      const taken = new Promise<Blob>((resolve, reject) =>
        canvas.toBlob(
          (blob) => (blob ? resolve(blob) : reject(new Error("no picture could be made"))),
          "image/png",
        ),
      );
      const blob = await taken;
      ring.mesh.visible = seen;
      resize();
      return blob;
    },
    dispose() {
      cancelAnimationFrame(waiting);
      clearTimeout(resting);
      watcher.disconnect();
      controls.dispose();
      for (const part of [spheres, sticks, facets, ring]) part.dispose();
      deaf();
      renderer.dispose();
    },
  };
}
