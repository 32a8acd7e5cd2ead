import { buildCore, crystalOf, findShape, findSites, ligandMolecule } from "@oleate/core";
import { placeLigands } from "./packages/core/src/structure/placement/place.ts";
for (const nm of [2.5,4.8,7,10]) {
const core=buildCore({crystal:crystalOf('PbS'),shape:findShape('truncated-octahedron'),size:{by:'diameter',nm}});
const s=findSites(core); const Q=s.classes.reduce((a,k)=>a+k.count*k.demand,0); const n=Math.round(Q/2);
for(let rep=0;rep<1;rep++){
const t=performance.now(); let th=0; const P=placeLigands(core,s,[{ligand:ligandMolecule('oleate'),count:n},{ligand:ligandMolecule('hydroxide'),count:n}],1,(sh,w)=>{if(w==='tails'&&!th)th=performance.now()});
const el=performance.now()-t;
const by=(o)=>P.filter(p=>p.order===o);
console.log(nm,n,'placed',by(0).length,by(1).length,'bound',by(0).filter(p=>p.bound).length,by(1).filter(p=>p.bound).length,'ms',el.toFixed(0),'heads',(th-t).toFixed(0), JSON.stringify(P.reduce((h,p)=>{const k=p.order+p.mode+p.anchors.length;h[k]=(h[k]||0)+1;return h},{})), 'rss', (process.memoryUsage().rss/1e6).toFixed(0));}
}
