import { PerspectiveCamera, Spherical, Vector3 } from "three";
import type { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";

/** Vertical angle of view, degrees: long enough a lens that near and far atoms look alike. */
const ANGLE = 26;
/** Where the eye stands at first: a corner of the body, a little from above. */
const FIRST = new Vector3(0.62, 0.42, 1).normalize();
/** Share of the picture a dot fills. */
const FILL = 0.94;

/** A camera outside the dot. */
export function createCamera(): PerspectiveCamera {
  const camera = new PerspectiveCamera(ANGLE, 1, 1, 1000);
  camera.position.copy(FIRST).multiplyScalar(100);
  return camera;
}

/** Distance from which a ball of `radius` just fits into the picture. */
export function fittingDistance(camera: PerspectiveCamera, radius: number): number {
  const half = (camera.fov * Math.PI) / 360;
  const narrow = camera.aspect < 1 ? Math.atan(Math.tan(half) * camera.aspect) : half;
  return radius / (FILL * Math.sin(narrow));
}

/** Puts the eye at a distance from what it looks at, on the same side. */
export function standAt(camera: PerspectiveCamera, target: Vector3, distance: number): void {
  const way = camera.position.clone().sub(target);
  if (way.lengthSq() === 0) way.copy(FIRST);
  camera.position.copy(target).addScaledVector(way.normalize(), distance);
}

/** Walks the eye around the target: angles in radians, to the right and upwards. */
export function walkAround(
  camera: PerspectiveCamera,
  controls: OrbitControls,
  right: number,
  up: number,
): void {
  const place = new Spherical().setFromVector3(camera.position.clone().sub(controls.target));
  place.theta += right;
  place.phi -= up;
  place.makeSafe();
  camera.position.setFromSpherical(place).add(controls.target);
  camera.lookAt(controls.target);
}

/** Puts the eye over a point of the dot, at the distance it has. */
export function standOver(camera: PerspectiveCamera, controls: OrbitControls, point: Vector3): void {
  const distance = camera.position.distanceTo(controls.target);
  if (point.lengthSq() < 1) return;
  const place = new Spherical().setFromVector3(point);
  // Not straight over a pole, where left and right lose their meaning.
  place.phi = Math.min(Math.max(place.phi, 0.15), Math.PI - 0.15);
  place.radius = distance;
  camera.position.setFromSpherical(place).add(controls.target);
  camera.lookAt(controls.target);
}
