import {
  BufferAttribute,
  GLSL3,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  RawShaderMaterial,
} from "three";
import { LIGHT, type SharedUniforms } from "./light.ts";

/** A box around each stick, along its axis. */
const VERTEX = `
precision highp float;
in vec3 position;
in vec3 from;
in vec3 to;
in vec3 colourFrom;
in vec3 colourTo;
in float radius;
uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;
out vec3 vView;
flat out vec3 vFrom;
flat out vec3 vAxis;
flat out float vRadius;
flat out vec3 vColourFrom;
flat out vec3 vColourTo;
void main() {
  vec3 a = (modelViewMatrix * vec4(from, 1.0)).xyz;
  vec3 b = (modelViewMatrix * vec4(to, 1.0)).xyz;
  vec3 axis = b - a;
  vec3 n = normalize(axis);
  vec3 u = normalize(cross(n, abs(n.y) < 0.9 ? vec3(0.0, 1.0, 0.0) : vec3(1.0, 0.0, 0.0)));
  vec3 v = cross(n, u);
  vView = a + axis * position.z + 1.03 * radius * (position.x * u + position.y * v);
  vFrom = a;
  vAxis = axis;
  vRadius = radius;
  vColourFrom = colourFrom;
  vColourTo = colourTo;
  gl_Position = projectionMatrix * vec4(vView, 1.0);
}`;

const FRAGMENT = `
precision highp float;
in vec3 vView;
flat in vec3 vFrom;
flat in vec3 vAxis;
flat in float vRadius;
flat in vec3 vColourFrom;
flat in vec3 vColourTo;
uniform mat4 projectionMatrix;
out vec4 pixel;
${LIGHT}
void main() {
  vec3 ray = normalize(vView);
  float size = length(vAxis);
  vec3 n = vAxis / size;
  // From the box's surface rather than from the eye: small numbers keep their digits.
  vec3 start = vView - 4.0 * vRadius * ray - vFrom;
  vec3 m = start - n * dot(start, n);
  vec3 d = ray - n * dot(ray, n);
  float a = dot(d, d);
  float b = dot(d, m);
  float root = b * b - a * (dot(m, m) - vRadius * vRadius);
  if (root < 0.0 || a < 1e-9) discard;
  float t = (-b - sqrt(root)) / a;
  float along = dot(start + ray * t, n);
  if (along < 0.0 || along > size) discard;
  vec3 point = vFrom + start + ray * t;
  vec4 clip = projectionMatrix * vec4(point, 1.0);
  gl_FragDepth = 0.5 * clip.z / clip.w + 0.5;
  vec3 colour = along < 0.5 * size ? vColourFrom : vColourTo;
  pixel = vec4(lit(colour, (m + d * t) / vRadius, ray, point.z, 0.8), 1.0);
}`;

const CORNERS = new Float32Array(
  [0, 1]
    .flatMap((z) => [
      [-1, -1, z],
      [1, -1, z],
      [1, 1, z],
      [-1, 1, z],
    ])
    .flat(),
);
const SIDES = [
  0, 1, 5, 0, 5, 4, 1, 2, 6, 1, 6, 5, 2, 3, 7, 2, 7, 6, 3, 0, 4, 3, 4, 7, 0, 3, 2, 0, 2, 1, 4, 5, 6, 4, 6, 7,
];

/** Sticks to draw: ends in Angstrom (6 numbers each), colours of both halves (6 bytes each), radii. */
export interface StickList {
  readonly ends: Float32Array;
  readonly colours: Uint8Array;
  readonly radii: Float32Array;
}

/** Cylinders drawn as impostors, two colours each. */
export interface Sticks {
  readonly mesh: Mesh;
  set(list: StickList): void;
  dispose(): void;
}

function everyOther<A extends Float32Array | Uint8Array>(array: A, first: 0 | 3, into: A): A {
  for (let i = 0; i < into.length; i++) into[i] = array[6 * Math.floor(i / 3) + first + (i % 3)]!;
  return into;
}

/** An empty set of sticks. */
export function createSticks(uniforms: SharedUniforms): Sticks {
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms,
  });
  let geometry = new InstancedBufferGeometry();
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.visible = false;
  return {
    mesh,
    set({ ends, colours, radii }) {
      const n = radii.length;
      mesh.visible = n > 0;
      geometry.dispose();
      geometry = new InstancedBufferGeometry();
      geometry.setAttribute("position", new BufferAttribute(CORNERS, 3));
      geometry.setIndex(SIDES);
      const points = (first: 0 | 3): InstancedBufferAttribute =>
        new InstancedBufferAttribute(everyOther(ends, first, new Float32Array(3 * n)), 3);
      const halves = (first: 0 | 3): InstancedBufferAttribute =>
        new InstancedBufferAttribute(everyOther(colours, first, new Uint8Array(3 * n)), 3, true);
      geometry.setAttribute("from", points(0));
      geometry.setAttribute("to", points(3));
      geometry.setAttribute("colourFrom", halves(0));
      geometry.setAttribute("colourTo", halves(3));
      geometry.setAttribute("radius", new InstancedBufferAttribute(radii, 1));
      geometry.instanceCount = n;
      mesh.geometry = geometry;
    },
    dispose() {
      geometry.dispose();
      material.dispose();
    },
  };
}
