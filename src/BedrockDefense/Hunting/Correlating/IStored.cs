namespace BedrockDefense.Hunting.Correlating;

/// <summary>What a <see cref="SortedStore{T}"/> can keep in a file.</summary>
/// <typeparam name="T">The type itself.</typeparam>
internal interface IStored<T> : IComparable<T>
{
    /// <summary>About how many bytes of memory it takes.</summary>
    int Size { get; }

    /// <summary>Writes it where <see cref="Read"/> finds it.</summary>
    void Write(BinaryWriter writer);

    /// <summary>Reads one that <see cref="Write"/> wrote.</summary>
    static abstract T Read(BinaryReader reader);
}
