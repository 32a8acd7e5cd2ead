import { BufferAttribute, type BufferGeometry, Sphere, Vector3 } from "three";

/** Gives a geometry the two triangles of a square from -1 to 1 in its own plane. The sphere around it is only for sorting. */
export function asQuad<G extends BufferGeometry>(geometry: G): G {
  const corners = new Float32Array([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0]);
  geometry.setAttribute("position", new BufferAttribute(corners, 3));
  geometry.setIndex([0, 1, 2, 0, 2, 3]);
  geometry.boundingSphere = new Sphere(new Vector3(), 1);
  return geometry;
}
