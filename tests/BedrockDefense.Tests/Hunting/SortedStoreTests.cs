using BedrockDefense.Hunting.Correlating;

namespace BedrockDefense.Tests.Hunting;

/// <summary>
/// The store keeps only a limited number of bytes in memory. It returns sorted values, whether they were in memory or on disk.
/// </summary>
public sealed class SortedStoreTests
{
    private const int Bytes = 10_000;

    [Theory]
    [InlineData(1_000, 4, "many short texts")]
    [InlineData(1_000, 2_000, "many long texts")]
    [InlineData(3, 20_000, "texts longer than all that may be kept")]
    [InlineData(0, 1, "nothing")]
    public void Texts_come_back_sorted_and_few_are_kept(int count, int length, string what)
    {
        var effort = new Effort();
        using var store = new SortedStore<StoredText>(Bytes, effort);
        var random = new Random(20261128);
        string[] texts = [.. Enumerable.Range(0, count).Select(_ => random.Next(1_000_000).ToString("D7").PadLeft(length, 'x'))];
        foreach (var text in texts)
        {
            store.Add(new StoredText(text));
            Assert.True(store.KeptBytes <= Bytes, what);
        }

        Assert.Equal(texts.Order(StringComparer.Ordinal), store.ReadSorted().Select(one => one.Text));
        Assert.Equal(
            texts.Order(StringComparer.Ordinal),
            store.ReadSorted().Zip(store.ReadSorted(), (first, second) => first == second ? first.Text : "apart")
        );
        Assert.True(count == 0 || effort.Comparisons > 0);
    }

    private sealed record StoredText(string Text) : IStored<StoredText>
    {
        public int Size => Text.Length;

        public int CompareTo(StoredText? other) => string.CompareOrdinal(Text, other?.Text);

        public void Write(BinaryWriter writer) => writer.Write(Text);

        public static StoredText Read(BinaryReader reader) => new(reader.ReadString());
    }
}
