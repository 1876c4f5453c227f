"""Django: inspectdb, introspection, migrations of its own models, and the ORM."""

import io
import os
import sys

import django
from django.conf import settings
from show import show

settings.configure(
    INSTALLED_APPS=["shop"],
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql", "NAME": os.environ["PGDATABASE"], "USER": os.environ["PGUSER"],
        "PASSWORD": os.environ["PGPASSWORD"], "HOST": os.environ["PGHOST"], "PORT": os.environ["PGPORT"]}},
)
folder = os.path.join(os.environ["WORK"], "shop")
os.makedirs(folder)
open(os.path.join(folder, "__init__.py"), "w").close()
with open(os.path.join(folder, "models.py"), "w") as file:
    file.write('''
from django.db import models

class Shelf(models.Model):
    name = models.CharField(max_length=30, unique=True)
    size = models.PositiveIntegerField(default=3)
    class Meta:
        ordering = ["name"]

class Book(models.Model):
    title = models.CharField(max_length=100, db_index=True)
    price = models.DecimalField(max_digits=8, decimal_places=2)
    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="books")
    published = models.DateField(null=True)
    added = models.DateTimeField(auto_now_add=True)
    about = models.JSONField(default=dict)
    tags = models.ManyToManyField("Tag")
    available = models.BooleanField(default=True)
    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(price__gte=0), name="price_not_negative")]
        indexes = [models.Index(fields=["shelf", "published"], name="by_shelf")]

class Tag(models.Model):
    word = models.SlugField()
''')
sys.path.insert(0, os.environ["WORK"])
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402


def printed(*arguments, **options):
    out = io.StringIO()
    call_command(*arguments, stdout=out, **options)
    return [line for line in out.getvalue().splitlines() if line.strip()]


for table in ("customers", "orders", "order_lines", "every_type", "customer_totals"):
    for line in printed("inspectdb", table, include_views=True):
        if not line.startswith("#"):
            print(f"inspectdb {table}.{line.split(' = ')[0].strip()}: {line.strip()}")
with connection.cursor() as cursor:
    inspection = connection.introspection
    show("tables", lambda: sorted((t.name, t.type, t.comment) for t in inspection.get_table_list(cursor)))
    for table in ("customers", "orders", "order_lines"):
        for column in inspection.get_table_description(cursor, table):
            show(f"description {table}.{column.name}", lambda: tuple(column))
        show("relations " + table, lambda: inspection.get_relations(cursor, table))
        show("constraints " + table, lambda: sorted(inspection.get_constraints(cursor, table).items()))
        show("sequences " + table, lambda: [s["column"] for s in inspection.get_sequences(cursor, table)])
        show("primary key " + table, lambda: inspection.get_primary_key_columns(cursor, table))
show("version", lambda: connection.pg_version // 10000)

show("makemigrations", lambda: [line for line in printed("makemigrations", "shop") if "/" not in line])
show("migrate", lambda: printed("migrate", verbosity=0))
show("migrations", lambda: printed("showmigrations"))
show("migrate again", lambda: printed("migrate", verbosity=0))
from shop.models import Book, Shelf, Tag  # noqa: E402

def in_savepoint(question):
    with transaction.atomic():
        return question()


show("created", lambda: [Shelf.objects.create(name=n).name for n in ("top", "bottom")])
show("bulk", lambda: len(Book.objects.bulk_create(
    [Book(title=f"Book {i}", price=i, shelf=Shelf.objects.get(name="top" if i % 2 else "bottom"), about={"n": i}) for i in range(10)])))
show("duplicate", lambda: in_savepoint(lambda: Shelf.objects.create(name="top")))
show("check", lambda: in_savepoint(lambda: Book.objects.create(title="x", price=-1, shelf=Shelf.objects.first())))


show("filtered", lambda: list(Book.objects.filter(price__gt=3, title__icontains="book").order_by("-price").values_list("title", "price")[:3]))
show("joined", lambda: list(Book.objects.select_related("shelf").filter(shelf__name="top").values_list("title", "shelf__name").order_by("title")[:2]))
show("aggregated", lambda: list(Shelf.objects.annotate(n=models.Count("books"), total=models.Sum("books__price")).order_by("name").values_list("name", "n", "total")))
show("json", lambda: list(Book.objects.filter(about__n__gte=8).order_by("title").values_list("about", flat=True)))
show("expressions", lambda: Book.objects.filter(title="Book 1").update(price=models.F("price") + 1))
show("case", lambda: list(Book.objects.annotate(k=models.Case(models.When(price__lt=5, then=models.Value("low")), default=models.Value("high")))
                          .values_list("k").annotate(n=models.Count("id")).order_by("k")))
show("many to many", lambda: (Book.objects.get(title="Book 1").tags.add(Tag.objects.create(word="a"), Tag.objects.create(word="b")),
                              list(Tag.objects.filter(book__title="Book 1").values_list("word", flat=True).order_by("word")))[1])
show("prefetched", lambda: [(s.name, len(s.books.all())) for s in Shelf.objects.prefetch_related("books")])
show("get or create", lambda: Shelf.objects.get_or_create(name="middle")[1])
show("update or create", lambda: Shelf.objects.update_or_create(name="middle", defaults={"size": 9})[0].size)
show("upserted", lambda: len(Shelf.objects.bulk_create([Shelf(name="middle", size=4)], update_conflicts=True, unique_fields=["name"], update_fields=["size"])))
show("exists", lambda: Shelf.objects.filter(size=4).exists())
show("dates", lambda: list(Book.objects.dates("published", "year")))
show("iterated", lambda: sum(1 for _ in Book.objects.all().iterator(chunk_size=3)))
show("deleted", lambda: Shelf.objects.filter(name="top").delete())
show("flush", lambda: printed("flush", interactive=False, verbosity=0))
show("left", lambda: Shelf.objects.count())
show("migrated back", lambda: printed("migrate", "shop", "zero", verbosity=0))
