import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DoubleSide,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
} from "three";

/** One face to draw: corners in Angstrom in order around it, and its colour "#rrggbb". */
export interface FacetPolygon {
  readonly corners: readonly (readonly [number, number, number])[];
  readonly colour: string;
}

/** Translucent faces with their edges drawn out. */
export interface Facets {
  readonly group: Group;
  set(polygons: readonly FacetPolygon[], ink: string): void;
  dispose(): void;
}

/** The triangles of a fan around the first corner, and the lines around it, with a colour for each corner. */
function meshOf(polygons: readonly FacetPolygon[]): {
  readonly fill: Float32Array;
  readonly colours: Float32Array;
  readonly lines: Float32Array;
} {
  const fill: number[] = [];
  const colours: number[] = [];
  const lines: number[] = [];
  for (const { corners, colour } of polygons) {
    const { r, g, b } = new Color(colour);
    corners.forEach((corner, k) => {
      const next = corners[(k + 1) % corners.length]!;
      lines.push(...corner, ...next);
      if (k === 0 || k === corners.length - 1) return;
      fill.push(...corners[0]!, ...corner, ...next);
      for (let i = 0; i < 3; i++) colours.push(r, g, b);
    });
  }
  return {
    fill: Float32Array.from(fill),
    colours: Float32Array.from(colours),
    lines: Float32Array.from(lines),
  };
}

/** No faces yet. */
export function createFacets(): Facets {
  const fillMaterial = new MeshBasicMaterial({
    vertexColors: true,
    transparent: true,
    opacity: 0.38,
    side: DoubleSide,
    depthWrite: false,
  });
  const lineMaterial = new LineBasicMaterial({ transparent: true, opacity: 0.9 });
  const fill = new Mesh(new BufferGeometry(), fillMaterial);
  const lines = new LineSegments(new BufferGeometry(), lineMaterial);
  const group = new Group();
  group.add(fill, lines);
  return {
    group,
    set(polygons, ink) {
      const made = meshOf(polygons);
      group.visible = polygons.length > 0;
      fill.geometry.dispose();
      fill.geometry = new BufferGeometry();
      fill.geometry.setAttribute("position", new BufferAttribute(made.fill, 3));
      fill.geometry.setAttribute("color", new BufferAttribute(made.colours, 3));
      lines.geometry.dispose();
      lines.geometry = new BufferGeometry();
      lines.geometry.setAttribute("position", new BufferAttribute(made.lines, 3));
      lineMaterial.color.set(ink);
    },
    dispose() {
      fill.geometry.dispose();
      lines.geometry.dispose();
      fillMaterial.dispose();
      lineMaterial.dispose();
    },
  };
}
