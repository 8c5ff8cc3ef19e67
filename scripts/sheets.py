"""Draw contact sheets into build/sheets/: all poses, six pictures of every film, every figure on a phone."""

import sys

from figures.build.errors import SourceError
from figures.build.layout import BUILD, SHEETS
from figures.build.terminal import print_anywhere
from figures.files.contact import film_strip, phones, poses
from figures.scene import slugs
from figures.site.parts import film

print_anywhere()
chosen = sys.argv[1:] or slugs()
try:
    films = [film(slug) for slug in chosen]
    made = {"poses.png": poses(films), "phones.png": phones(films)}
    made |= {f"film_{shown.slug}.png": film_strip(shown) for shown in films if shown.scene.controls}
except SourceError as error:
    sys.exit(str(error))
folder = BUILD / SHEETS
folder.mkdir(parents=True, exist_ok=True)
for name, data in made.items():
    (folder / name).write_bytes(data)
print(f"{len(made)} contact sheets stand in {folder}")
