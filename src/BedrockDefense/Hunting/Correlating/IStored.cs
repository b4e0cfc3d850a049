namespace BedrockDefense.Hunting.Correlating;

/// <summary>An object that a <see cref="SortedStore{T}"/> can write to a file.</summary>
/// <typeparam name="T">The type that implements this interface.</typeparam>
internal interface IStored<T> : IComparable<T>
{
    /// <summary>The approximate memory of the object in bytes.</summary>
    int Size { get; }

    /// <summary>Writes the object in the form that <see cref="Read"/> expects.</summary>
    void Write(BinaryWriter writer);

    /// <summary>Reads an object that <see cref="Write"/> wrote.</summary>
    static abstract T Read(BinaryReader reader);
}
