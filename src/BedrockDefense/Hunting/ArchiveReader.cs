using System.Runtime.ExceptionServices;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Indexing;

namespace BedrockDefense.Hunting;

/// <summary>Reads the files of an archive, several at once, and hands on what sinks find in them, in the order of the files.</summary>
internal sealed class ArchiveReader<T>(HuntOptions options, FileNeeds needs, Sightings sightings, Action<T> onFound)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(1);

    /// <summary>Reads the files that can hold events of the period.</summary>
    /// <param name="files">The paths of the files.</param>
    /// <param name="newSink">Creates the sink of a thread.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellation">Stops the reading early; what was found so far is handed on.</param>
    public HuntReport Read(IReadOnlyList<string> files, Func<IFileSink<T>> newSink, HuntProgress? progress, CancellationToken cancellation)
    {
        var given = files.Count;
        files = InPeriod(files);
        progress?.Begin(files);
        var results = new OrderedResults<T>(files.Count, sightings, onFound);
        var next = -1;
        var failure = (Exception?)null;

        // Background threads are used, so that a thread that waits for bytes of a pipe cannot keep the process alive.
        var threads = new Thread[Math.Clamp(options.Threads, 1, Math.Max(1, files.Count))];
        IFileSink<T>[] sinks = [.. threads.Select(_ => newSink())];
        var current = new (int Number, FileFinds<T>? Result)[threads.Length];
        for (var index = 0; index < threads.Length; index++)
        {
            var place = index;
            threads[index] = new Thread(() => Work(place)) { IsBackground = true };
            threads[index].Start();
        }

        // After cancellation, nobody knows which files will still be read, so no thread may wait for an earlier file.
        using (cancellation.Register(results.GiveUp))
        {
            for (var index = 0; index < threads.Length; index++)
            {
                if (!IsDone(threads[index]) && current[index] is (var number, { } waiting))
                {
                    results.Add(number, waiting, isWhole: false);
                }
            }
        }

        if (failure is InvalidInputException)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        if (failure is not null)
        {
            throw new AggregateException(failure);
        }

        foreach (var sink in sinks)
        {
            sink.Finish();
        }

        return results.Finish(cancellation.IsCancellationRequested) with
        {
            FilesOutsidePeriod = given - files.Count,
        };

        // After cancellation, each thread ends when it reads its next bytes. A thread that gets no bytes is abandoned.
        bool IsDone(Thread thread)
        {
            while (!thread.Join(PollInterval))
            {
                if (cancellation.IsCancellationRequested)
                {
                    return thread.Join(GracePeriod);
                }
            }

            return true;
        }

        void Work(int place)
        {
            try
            {
                var sink = sinks[place];
                var file = new IndexedLogFile(sink, needs, options, sightings);
                for (
                    var number = Interlocked.Increment(ref next);
                    number < files.Count && !cancellation.IsCancellationRequested;
                    number = Interlocked.Increment(ref next)
                )
                {
                    var result = new FileFinds<T>(files[number]);
                    var order = number;
                    sink.Begin(result, () => results.HandOnEarly(order, result));
                    current[place] = (number, result);
                    // A sink takes no more records after cancellation, so the file may have been read for nothing.
                    var isWhole = file.Read(result, cancellation) && !cancellation.IsCancellationRequested;
                    current[place] = default;
                    results.Add(number, result, isWhole);
                    progress?.Add(result.StoredBytes, result.InflatedBytes);
                }
            }
            catch (Exception exception)
            {
                // An exception here is a fault of this program, such as no memory. The calling thread throws it.
                Interlocked.CompareExchange(ref failure, exception, null);
                results.GiveUp();
            }
        }
    }

    /// <summary>Leaves out the files whose names say that they hold no events of the period.</summary>
    private IReadOnlyList<string> InPeriod(IReadOnlyList<string> files)
    {
        if (options.Since is null && options.Until is null)
        {
            return files;
        }

        var window = new DeliveryWindow(options.Since, options.Until, options.Late);
        var read = new List<string>(files.Count);
        foreach (var file in files)
        {
            if (DeliveredName.Parse(file) is { } name && !window.CanHoldEvents(name))
            {
                sightings.See(name);
            }
            else
            {
                read.Add(file);
            }
        }

        return read;
    }
}
