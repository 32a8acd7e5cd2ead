import { GLSL3, InstancedBufferAttribute, InstancedBufferGeometry, Mesh, RawShaderMaterial } from "three";
import { LIGHT, type SharedUniforms } from "./light.ts";
import { asQuad } from "./quad.ts";

/** One quad an atom turned towards the eye, just large enough for the outline of its sphere in perspective. */
const VERTEX = `
precision highp float;
in vec3 position;
in vec3 centre;
in float radius;
in vec3 colour;
uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;
out vec3 vView;
flat out vec3 vCentre;
flat out float vRadius;
flat out vec3 vColour;
void main() {
  vec3 c = (modelViewMatrix * vec4(centre, 1.0)).xyz;
  float d = length(c);
  if (radius <= 0.0 || d <= radius) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  vec3 w = c / d;
  vec3 u = normalize(cross(w, abs(w.y) < 0.9 ? vec3(0.0, 1.0, 0.0) : vec3(1.0, 0.0, 0.0)));
  vec3 v = cross(u, w);
  float reach = 1.01 * radius * d / sqrt(d * d - radius * radius);
  vView = c + reach * (position.x * u + position.y * v);
  vCentre = c;
  vRadius = radius;
  vColour = colour;
  gl_Position = projectionMatrix * vec4(vView, 1.0);
}`;

const FRAGMENT = `
precision highp float;
in vec3 vView;
flat in vec3 vCentre;
flat in float vRadius;
flat in vec3 vColour;
uniform mat4 projectionMatrix;
out vec4 pixel;
${LIGHT}
void main() {
  vec3 ray = normalize(vView);
  // Distance of the ray from the centre by the cross product: exact for small spheres far away.
  float miss = length(cross(ray, vCentre));
  if (miss > vRadius) discard;
  vec3 point = ray * (dot(ray, vCentre) - sqrt(vRadius * vRadius - miss * miss));
  vec4 clip = projectionMatrix * vec4(point, 1.0);
  gl_FragDepth = 0.5 * clip.z / clip.w + 0.5;
  pixel = vec4(lit(vColour, normalize(point - vCentre), ray, point.z, mix(0.85, 0.36, smoothstep(0.2, 1.1, vRadius))), 1.0);
}`;

/** Spheres drawn as impostors: positions once for each structure, radii (0 hides) and colours at every change of look. */
export interface Spheres {
  readonly mesh: Mesh;
  place(xyz: Float32Array): void;
  look(radii: Float32Array, colours: Uint8Array): void;
  dispose(): void;
}

/** An empty set of spheres. */
export function createSpheres(uniforms: SharedUniforms): Spheres {
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms,
  });
  let geometry = asQuad(new InstancedBufferGeometry());
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  return {
    mesh,
    place(xyz) {
      geometry.dispose();
      const n = xyz.length / 3;
      geometry = asQuad(new InstancedBufferGeometry());
      geometry.setAttribute("centre", new InstancedBufferAttribute(xyz, 3));
      geometry.setAttribute("radius", new InstancedBufferAttribute(new Float32Array(n), 1));
      geometry.setAttribute("colour", new InstancedBufferAttribute(new Uint8Array(3 * n), 3, true));
      geometry.instanceCount = n;
      mesh.geometry = geometry;
    },
    look(radii, colours) {
      (geometry.getAttribute("radius") as InstancedBufferAttribute).copyArray(radii).needsUpdate = true;
      (geometry.getAttribute("colour") as InstancedBufferAttribute).copyArray(colours).needsUpdate = true;
    },
    dispose() {
      geometry.dispose();
      material.dispose();
    },
  };
}
